// Copies of the project lose the permission.
assert new File(basedir, 'tools/xcrun').setExecutable(true)
return true
