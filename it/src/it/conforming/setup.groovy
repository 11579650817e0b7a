// The project's kernels are those of the module kernels/.
new AntBuilder().copy(todir: new File(basedir, 'src/main/metal')) { fileset(dir: kernels) }
return true
