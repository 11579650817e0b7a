def log = new File(basedir, 'build.log').text
def goals = ['accept', 'aggregate', 'compile', 'coverage', 'doctor', 'help', 'merge', 'mutate', 'report', 'verify']
assert log.contains("This plugin has ${goals.size()} goals:")
goals.each { assert log.contains("kernel-conformance:${it}") }

// What a pom can set, with its default; what Maven injects is no parameter. docs/reference.md, which a test keeps, has all.
def printed = { goal ->
    def section = log.substring(log.indexOf('Available parameters:', log.indexOf("kernel-conformance:${goal}\n")))
    def end = section.indexOf('\nkernel-conformance:')
    section = end < 0 ? section : section.substring(0, end)
    section.readLines().collect { it =~ /^    (\w+)(?: \(Default: (.*)\))?$/ }.findAll { it.matches() }
        .collectEntries { [it.group(1), it.group(2)] }
}
def parameters = printed('verify')
assert parameters.n == '1..16'
assert parameters.k == 'auto'
assert parameters.checks == 'memory,race,fence,undefined'
assert parameters.failOnNonconformance == 'true'
assert parameters.containsKey('defines')
assert !parameters.containsKey('session')
assert !printed('compile').containsKey('failOnNonconformance')
parameters.keySet().minus(['axes', 'defines', 'functionConstants', 'metalEnvironment']).each {
    assert log.contains("User property: kernelConformance.${it}") : it
}
return true
