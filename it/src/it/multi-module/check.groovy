import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
def builds = log.split('(?m)^\\[INFO\\] Scanning for projects')[1..4]
def figures = { summary -> summary.findAll { it.value } }

// Of two modules with one defect that fails which has no expectation of it; and one with nothing to run fails, too.
builds[0..1].each { build ->
    assert build =~ /right \.+ SUCCESS/ && build =~ /known \.+ SUCCESS/ && build =~ /docs \.+ SUCCESS/
    assert build =~ /later \.+ SUCCESS/ && build.contains('Kernel conformance is skipped')
    assert build =~ /wrong \.+ FAILURE/ && build =~ /none \.+ FAILURE/
    assert build.contains('12 of 12 cells do not conform') && build.contains('MojoFailureException')
    assert build.contains('0 passed, 0 failed, 0 skipped, 12 expected to fail')
    // A module without kernels is left alone where it has no execution of the plugin, and only there.
    assert build.contains('Places: src/main/metal (**/*.metal): files: 0, kernels: 0.')
    assert build.contains('If it inherits an execution of the goal, set the property kernelConformance.skip in its pom.')
    assert !(build =~ /kernel-conformance.* @ docs/) && !(build =~ /kernel-conformance.* @ multi-module/)
    assert build =~ /kernel-conformance.* @ none/
}
assert builds[1].contains('Using the MultiThreadedBuilder implementation with a thread count of 4')

// The reports of modules that were built at once are those of one after the other, to the byte. The root and docs have none.
def all = new File(basedir, 'target/kernel-conformance-aggregate')
def modules = new JsonSlurper().parse(new File(all, 'aggregate.json')).modules
assert modules*.module == ['kernels/right', 'kernels/wrong', 'kernels/known', 'kernels/none']
assert modules[0..2].collect { figures(it.summary) } == [[cells: 12, passed: 12], [cells: 12, failed: 12], [cells: 12, expected: 12]]
assert modules[3].summary.skipped == modules[3].summary.cells
modules.each { module ->
    def copied = new File(all, module.report).parentFile
    def atOnce = new File(basedir, "${module.module}/target/at-once")
    def inTurn = new File(basedir, "${module.module}/target/kernel-conformance")
    ['report.json', 'report.sarif', 'report.html', 'TEST-fp_qmv.mxfp4.xml'].each {
        assert new File(copied, it).bytes == new File(atOnce, it).bytes : "${module.module} ${it}"
        // The last build ran a cell of this module alone; the commands of the page name the directory.
        if (module.module != 'kernels/wrong' && it != 'report.html') {
            assert new File(copied, it).bytes == new File(inTurn, it).bytes : "${module.module} ${it}"
        }
    }
    assert new File(all, 'index.html').text.contains("modules/${module.module}/report.html")
}
def report = { module -> new JsonSlurper().parse(new File(basedir, "kernels/${module}/target/at-once/report.json")) }
assert report('wrong').cells.every { it.status == 'mismatch' && it.expected == null }
assert report('known').cells.every { it.status == 'mismatch' && it.expected == [reason: 'https://example.org/issues/9', flaky: false] }
assert report('known').cells*.relErr == report('wrong').cells*.relErr

// The last build ran just the cell.
def alone = new JsonSlurper().parse(new File(basedir, 'kernels/wrong/target/kernel-conformance/report.json'))
assert alone.cells*.id == ['mxfp4/float32/qmv/N=5/K=288/exact'] && alone.summary.failed == 1
def command = /Run it alone: mvn -pl kernels\/wrong kernel-conformance:verify@default -DkernelConformance\.cells='mxfp4\/float32\/qmv\/N=[456]\/K=(32|288)\/(exact|normal)'/
assert builds[0] =~ command && builds[3] =~ command
assert builds[3].contains('1 of 1 cells do not conform')
assert !log.contains('\tat ')

// Headers of the repository that lie beside a module are named from it, and from the root for reviews.
assert alone.kernels.values()*.file == ['../headers/product.h']
assert new File(basedir, 'kernels/wrong/target/kernel-conformance/report.sarif').text.contains('/multi-module/kernels/headers/product.h"')
return true
