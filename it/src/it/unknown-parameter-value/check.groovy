def log = new File(basedir, 'build.log').text
assert log.contains('BUILD FAILURE')
assert log.contains("Parameter 'modes': unknown mode 'mxpf4'.")
assert log.contains("Did you mean 'mxfp4'?")
assert !log.contains('\tat ')
assert log.contains('MojoExecutionException')
return true
