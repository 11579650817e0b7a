import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
assert log.contains('BUILD FAILURE')
assert log.contains('''\
rms_norm_half (src/main/metal/rms_norm.metal:26) and the contract rms_norm (src/conformance/java/RmsNorm.java) differ:
[ERROR]   w: another size of type
[ERROR]     contract  input w: half [n]            (2 bytes an element; src/conformance/java/RmsNorm.java:13)
[ERROR]     kernel    const device float* w        (4 bytes an element; src/main/metal/rms_norm.metal:7)
''') || log.contains('''\
rms_norm_half (src/main/metal/rms_norm.metal:26) and the contract rms_norm (src/conformance/java/RmsNorm.java) differ:
  w: another size of type
''')
assert log.contains('Nothing has run. Change the kernel or its contract, so that both say the same.')
assert !log.contains('rms_norm_float (') : 'that kernel takes what it is given'
assert !log.contains('\tat ')
assert log.contains('MojoFailureException')

def report = new JsonSlurper().parse(new File(basedir, 'target/kernel-conformance/report.json'))
assert report.cells.size() > 0 && report.cells.every { it.status == 'skipped' }
return true
