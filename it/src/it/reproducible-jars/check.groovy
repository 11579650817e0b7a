def jars = { File root -> ['native', 'plugin', 'kernels'].collectMany { module ->
    new File(root, "${module}/target").listFiles().findAll { it.name.endsWith('.jar') }.collect { "${module}/target/${it.name}".toString() }
}.toSorted() }
def copy = new File(basedir, 'a copy')
assert jars(copy).size() == 3
assert jars(copy) == jars(new File(reactor))
jars(copy).each { assert new File(copy, it).bytes == new File(reactor, it).bytes : it }
return true
