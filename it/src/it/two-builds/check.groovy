// Both ran the kernels, and say the same of the same cells as a build that has all for itself.
def logs = ['one.log', 'other.log'].collect { new File(basedir, it).readLines() }
logs.each { log ->
    assert log.any { it ==~ /\[INFO\] \d+ passed, 0 failed, 0 skipped/ }
    assert !log.any { it.contains('Nothing has changed since the last run') }
}
assert logs[0].findAll { it.contains('passed') } == logs[1].findAll { it.contains('passed') }
['report.json', 'report.sarif', 'TEST-fp_qmv.mxfp4.xml'].each {
    assert new File(basedir, "target/kernel-conformance/${it}").bytes == new File(basedir, "target/alone/${it}").bytes : it
}

// One of each is left, and nothing that was half done, beside the markers of what is in use.
def cache = new File(basedir, 'cache/kernel-conformance')
def entries = { File directory -> directory.list().findAll { it != 'lock' } }
assert entries(new File(cache, 'clang')).size() == 1
assert entries(new File(cache, 'msl')).every { it ==~ /(compiled-)?[0-9a-f]{32}/ }
assert entries(new File(basedir, 'target/kernel-conformance/host')).every { it ==~ /[0-9a-f]{32}\.so/ }
cache.deleteDir()
return true
