return evaluate(new File(scripts, 'copy-kernels.groovy'))
