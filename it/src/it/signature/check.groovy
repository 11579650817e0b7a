import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
def shows = { line -> if (!log.contains(line)) { throw new AssertionError('build.log lacks: ' + line) } }
shows('BUILD FAILURE')
shows('MojoFailureException')
shows('rms_norm_half (src/main/metal/rms_norm.metal:26) and the contract rms_norm (src/conformance/java/RmsNorm.java) differ:')
shows('w: another size of type')
shows('contract  input w: half [n]      (2 bytes an element; src/conformance/java/RmsNorm.java:13)')
shows('kernel    const device float* w  (4 bytes an element; src/main/metal/rms_norm.metal:7)')
shows('Nothing has run. Change the kernel or its contract, so that both say the same.')
if (log.contains('rms_norm_float (')) { throw new AssertionError('that kernel takes what it is given') }
if (log.contains('\tat ')) { throw new AssertionError('a stack trace') }

def report = new JsonSlurper().parse(new File(basedir, 'target/kernel-conformance/report.json'))
assert report.summary.skipped > 0
assert report.summary.passed == 0
assert report.summary.failed == 0
return true
