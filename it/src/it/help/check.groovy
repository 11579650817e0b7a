def log = new File(basedir, 'build.log').text
assert log.contains('This plugin has 3 goals:')
['compile', 'help', 'verify'].each { assert log.contains("kernel-conformance:${it}") }

// What a pom can set, with its default; what Maven injects is no parameter.
def parameters = [
    cells: '**', checks: 'memory,race,undefined', clang: 'maven', defines: null, device: 'auto', dtypes: 'float32,float16,bfloat16',
    excludes: null, families: 'fp_qmv', forks: 'cores', includePaths: null, includes: '**/*.metal', k: 'auto', modes: 'all',
    n: '1..16', outputDirectory: '${project.build.directory}/kernel-conformance', patterns: 'exact,normal',
    skip: 'false', sourceDirectory: '${project.basedir}/src/main/metal', timeout: '60']
def printed = { goal ->
    def section = log.substring(log.indexOf('Available parameters:', log.indexOf("kernel-conformance:${goal}\n")))
    def end = section.indexOf('kernel-conformance:')
    section = end < 0 ? section : section.substring(0, end)
    section.readLines().collect { it =~ /^    (\w+)(?: \(Default: (.*)\))?$/ }.findAll { it.matches() }
        .collectEntries { [it.group(1), it.group(2)] }
}
assert printed('compile') == parameters
assert printed('verify') == parameters + [failOnNonconformance: 'true']
parameters.keySet().minus('defines').each { assert log.contains("User property: kernelConformance.${it}") : it }
return true
