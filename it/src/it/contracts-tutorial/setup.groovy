// The project that docs/contracts.md has its readers make.
def page = new File(reactor, 'docs/contracts.md').text
def shown = { String path -> (page =~ /(?s)`${path}`:\n\n```\w+\n(.*?)```\n/)[0][1] }

['src/main/metal/softmax.metal', 'src/conformance/java/Softmax.java'].each { path ->
    def file = new File(basedir, path)
    file.parentFile.mkdirs()
    file.text = shown(path)
}
def anyVersion = { String pom -> pom.replaceAll('(?s)(maven-plugin</artifactId>\\s*<version>)[^<]*', '$1') }
assert anyVersion(new File(basedir, 'pom.xml').text) == anyVersion(shown('pom.xml')) : 'the page shows another pom'
return true
