// Two builds at once, with a cache that is not there yet.
evaluate(new File(scripts, 'copy-kernels.groovy'))
evaluate(new File(scripts, 'start-maven.groovy'))

def arguments = downstream() + ['verify', '-DkernelConformance.force']
def logs = ['one.log', 'other.log'].collect { new File(basedir, it) }
def builds = logs.collect { maven(basedir, it, [XDG_CACHE_HOME: new File(basedir, 'cache').path], '022', arguments) }
builds.eachWithIndex { build, i -> assert build.waitFor() == 0 : logs[i].text }
return true
