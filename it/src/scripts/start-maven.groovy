// Starts builds beside those that the invoker runs: maven(directory, log, environment, umask, arguments) gives the
// process. With the arguments of downstream() it is a build like the invoker's.
maven = { File directory, File log, Map<String, String> environment, String umask, List<String> arguments ->
    def builder = new ProcessBuilder(['sh', '-c', "umask ${umask}; exec \"\$@\"".toString(), 'sh',
                                      new File(mavenHome, 'bin/mvn').path, '--batch-mode'] + arguments)
    builder.environment().putAll([MAVEN_OPTS: mavenOpts] + environment)
    builder.directory(directory).redirectErrorStream(true).redirectOutput(log).start()
}
downstream = {
    def settings = new File(basedir, 'settings.xml')
    settings.text = new File(scripts, '../it/settings.xml').text.replace('@localRepositoryUrl@', new File(outerRepository).toURI().toString())
    ['-s', settings.path, "-Dmaven.repo.local=${localRepositoryPath}".toString()]
}
return true
