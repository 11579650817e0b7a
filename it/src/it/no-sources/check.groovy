def log = new File(basedir, 'build.log').text
assert log.contains('BUILD FAILURE')
assert log.contains('No cell ran')
assert log.contains('src/main/metal (**/*.metal)')
assert !log.contains('\tat ')
assert log.contains('MojoExecutionException')
return true
