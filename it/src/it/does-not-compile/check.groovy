def log = new File(basedir, 'build.log').text
assert log.contains('BUILD FAILURE')
assert log.contains("src/main/metal/helper.h:4:10: error: use of undeclared identifier 'undeclared'")
assert !log.contains(basedir.path + '/target/kernel-conformance/host') : 'no generated file'
assert !log.contains('\tat ')
assert log.contains('MojoFailureException')
return true
