// The extension is for Maven 3.9 and newer; one is enough.
return maven.startsWith('3.9.')
