def log = new File(basedir, 'build.log').text
assert log.contains('BUILD FAILURE')
assert log.contains("Parameter 'modes': unknown mode 'mxpf4'.")
assert log.contains("Did you mean 'mxfp4'?")
assert !log.contains('\tat ')
assert log.contains('MojoExecutionException')

// What is a list, a map or a file is converted by Maven, which names the parameter and the value, too.
assert log =~ /for parameter defines: Cannot assign configuration entry 'defines' with value 'OFF=1' of type java.lang.String to property of type java.util.Map/
return true
