// The tutorial's builds fail and pass as its page says, line by line: as it stands, and after each change that the page makes.
evaluate(new File(scripts, 'start-maven.groovy'))

def page = new File(reactor, 'docs/contracts.md').text
def tutorial = page.substring(page.indexOf('## Ten minutes'), page.indexOf('**7. '))
def blocks = (tutorial =~ /(?s)```(\w*)\n(.*?)```\n/).collect { [language: it[1], lines: it[2].readLines()] }
def expected = blocks*.lines.findAll { lines -> lines.any { it.contains(' passed, ') } }
def changes = blocks.findAll { it.language == 'diff' }*.lines
assert [expected.size(), changes.size()] == [3, 2]

// Another processor or clang is right too.
def anyDevice = { String line -> line.replaceAll(/(cells on host) \(.*\)/, '$1') }
def says = { File log, List<String> lines ->
    def said = log.readLines().collect { anyDevice(it.replaceFirst(/^\[\w+\] /, '')) }
    lines.each { assert said.contains(anyDevice(it)) : "${log.name} does not say what the page does: ${it}" }
}
says(new File(basedir, 'build.log'), expected[0])

def kernel = new File(basedir, 'src/main/metal/softmax.metal')
[0, 1].each { i ->
    def (before, after) = [changes[i].find { it.startsWith('-') }.substring(1), changes[i].find { it.startsWith('+') }.substring(1)]
    assert kernel.text.contains(before + '\n')
    kernel.text = kernel.text.replace(before + '\n', after + '\n')
    def log = new File(basedir, "change${i}.log")
    assert maven(basedir, log, [:], '022', downstream() + ['verify']).waitFor() == i : log.text
    says(log, expected[i + 1])
}
return true
