new File(basedir, 'cache').deleteDir()
return evaluate(new File(scripts, 'copy-kernels.groovy'))
