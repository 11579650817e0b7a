import groovy.json.JsonSlurper

def report = { module -> new JsonSlurper().parse(new File(basedir, "kernels/${module}/target/kernel-conformance/report.json")) }
assert report('right').summary.cells == 3 * 2 * 2
assert report('right').summary.passed == report('right').summary.cells

// The second build ran just the cell.
assert report('wrong').cells*.id == ['mxfp4/float32/qmv/N=5/K=288/exact']
assert report('wrong').summary.failed == 1

def log = new File(basedir, 'build.log').text
assert log.contains('Using the MultiThreadedBuilder implementation with a thread count of 2')
def command = /Run it alone: mvn -pl kernels\/wrong kernel-conformance:verify@default -DkernelConformance\.cells='mxfp4\/float32\/qmv\/N=[456]\/K=(32|288)\/(exact|normal)'/
assert (log =~ command).size() == 2
assert log.contains('12 of 12 cells do not conform') && log.contains('1 of 1 cells do not conform')
assert log.contains('MojoFailureException')
assert log =~ /right \.+ SUCCESS/ && log =~ /wrong \.+ FAILURE/
assert !log.contains('\tat ')

// The root, which has no kernels, is left out.
def all = new File(basedir, 'target/kernel-conformance-aggregate')
def modules = new JsonSlurper().parse(new File(all, 'aggregate.json')).modules
assert modules*.module == ['kernels/right', 'kernels/wrong']
assert modules*.summary.failed == [0, 1]
modules.each { module ->
    assert new File(all, module.report).bytes == new File(basedir, "${module.module}/target/kernel-conformance/report.json").bytes
    assert new File(all, 'index.html').text.contains("modules/${module.module}/report.html")
}
// Headers of the repository that lie beside a module are named from it, and from the root for reviews.
assert report('wrong').kernels.values()*.file == ['../headers/product.h']
assert new File(basedir, 'kernels/wrong/target/kernel-conformance/report.sarif').text.contains('/multi-module/kernels/headers/product.h"')
return true
