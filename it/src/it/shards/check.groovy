import groovy.json.JsonSlurper

def file = { path -> new File(basedir, "target/${path}") }
def json = { path -> new JsonSlurper().parse(file("${path}/report.json")) }

// Each cell is in one of the shards, and none of them has nearly all.
def shards = [1, 2].collect { json("kernel-conformance-shards/${it}") }
def cells = json('whole').cells*.id
assert shards.collectMany { it.cells*.id }.sort() == cells.sort(false)
assert shards.every { it.cells.size() > cells.size() / 3 }
assert shards.every { it.shard.count == 2 && it.shard.cells == cells.size() }

// The merged reports are those of the run without shards, to the byte.
['report.json', 'report.sarif', 'TEST-fp_qmv.mxfp4.xml', 'TEST-fp_qmv.mxfp8.xml', 'TEST-fp_qmv.nvfp4.xml'].each {
    assert file("kernel-conformance/${it}").bytes == file("whole/${it}").bytes : it
}
// So is the page, but for the command that runs a cell again, which names what Maven was called with.
def page = { path -> file("${path}/report.html").text.replaceFirst(/"rerun":"[^"]*"/, '') }
assert page('kernel-conformance') == page('whole')
assert !file('unused').exists()

def log = new File(basedir, 'build.log').text
assert log.contains("Shard 1 of 2 of a matrix of ${cells.size()} cells; other shards run the rest")
assert log.contains('Shards are missing: 2/2. There are 1/2 in target/kernel-conformance-shards/1/report.json.')
assert log.contains('MojoExecutionException')
assert !log.contains('\tat ')
return true
