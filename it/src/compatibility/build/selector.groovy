if (!jdk) {
    println 'Skipped: no other JDK; name one with -Dother.jdk=/its/home.'
    return false
}
return true
