def log = new File(basedir, 'build.log').text
assert log.contains('BUILD FAILURE')
assert log.contains('No cell ran')
assert log.contains('src/main/metal (**/*.metal)') : 'what was searched'
assert log.contains('mxfp4_qmv_float_gs_32_b4_batch_0') : 'the near miss'
assert log.contains('mxfp4_qmv_float_gs_32_b_4_batch_0') : 'what was wanted'
assert log.contains('fp_qmv') && log.contains('no instantiation')
assert !log.contains('\tat ')
assert log.contains('MojoExecutionException')
return true
