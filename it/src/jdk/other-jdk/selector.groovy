if (!otherJdk) {
    println 'The project other-jdk is skipped: name another JDK with -Dother.jdk=/its/home to include it.'
    return false
}
return true
