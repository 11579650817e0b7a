def log = new File(basedir, 'build.log').text
assert log.contains('BUILD SUCCESS')
assert log.contains('Kernel conformance is skipped (kernelConformance.skip).')
assert !new File(basedir, 'target/kernel-conformance').exists()
return true
