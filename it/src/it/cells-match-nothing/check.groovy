def log = new File(basedir, 'build.log').text
assert log.contains('BUILD FAILURE')
assert log.contains("Parameter 'cells': 'mxfp4/**/N=17/**' matches none of the ")
assert log.contains("Did you mean 'mxfp4/")
assert !log.contains("'mxfp4/**/N=5/**' matches none")
assert log.contains('MojoExecutionException')
assert !log.contains('\tat ')
assert !new File(basedir, 'target/kernel-conformance').exists()
return true
