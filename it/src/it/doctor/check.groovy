// What there is not is told, and fails nothing.
String log = new File(basedir, 'build.log').text

assert log.count('[INFO] system: ') == 2
assert log.count('The doctor examined this machine') == 1

assert log.contains('[INFO] system: ' + System.getProperty('os.name'))
assert log.contains('[INFO] clang: clang version')
assert log.contains('[INFO] host device: yes, ')
assert log.contains('[INFO] metal device: no, there is no Metal on ' + System.getProperty('os.name'))
assert log.contains('[INFO] metal compiler: none, the PATH has no xcrun')
assert log.contains('[INFO] device=auto takes host')
