// The tutorial's builds fail and pass as its page says, line by line: as it stands, and after each change that the page makes.
evaluate(new File(scripts, 'start-maven.groovy'))

def page = new File(reactor, 'docs/contracts.md').text
def tutorial = page.substring(page.indexOf('## Ten minutes'), page.indexOf('## What a contract can say'))
def blocks = (tutorial =~ /(?s)```(\w*)\n(.*?)```\n/).collect { [language: it[1], lines: it[2].readLines()] }
def expected = blocks*.lines.findAll { lines -> lines.any { it.contains(' passed, ') || it.endsWith(' differ:') } }
def changes = blocks.findAll { it.language == 'diff' }*.lines
assert [expected.size(), changes.size()] == [4, 3]

// Another processor, clang or bound is right too.
def plain = { String line ->
    line.replaceAll(/(cells on host) \(.*\)/, '$1')
        .replaceAll(/error \/ tolerance [^,]*/, 'error / tolerance')
        .replaceAll(/error \S+ times the tolerance/, 'error times the tolerance')
}
def says = { File log, List<String> lines ->
    def said = log.readLines().collect { plain(it.replaceFirst(/^\[\w+\] (Failed to execute goal .*: (?=\w+ \(src))?/, '')) }
    lines.each { assert said.contains(plain(it)) : "${log.name} does not say what the page does: ${it}" }
}
says(new File(basedir, 'build.log'), expected[0])

def files = ['src/main/metal/softmax.metal', 'src/conformance/java/Softmax.java'].collect { new File(basedir, it) }
changes.eachWithIndex { change, i ->
    def (before, after) = ['-', '+'].collect { sign -> change.find { it.startsWith(sign) }.substring(1) + '\n' }
    def file = files.find { it.text.contains(before) }
    file.text = file.text.replace(before, after)
    def log = new File(basedir, "change${i}.log")
    assert maven(basedir, log, [:], '022', downstream() + ['verify']).waitFor() == [0, 1, 1][i] : log.text
    says(log, expected[i + 1])
}
return true
