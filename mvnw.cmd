@echo off
rem Runs Maven with a JDK 25 or later, as ./mvnw does.
rem Maven: an installed one of 3.8.6 or later, else the version of .mvn\wrapper\maven-wrapper.properties, from Apache's own archive.
setlocal EnableExtensions
set "HERE=%~dp0"

for /f "usebackq delims=" %%i in (`powershell -NoProfile -ExecutionPolicy Bypass -Command ^
  "$ErrorActionPreference = 'SilentlyContinue';" ^
  "$homes = @($env:JAVA_HOME) + (Get-Command java).Source.Replace('\bin\java.exe','') + (Get-ChildItem 'C:\Program Files\Eclipse Adoptium\*','C:\Program Files\Java\*','C:\Program Files\Microsoft\jdk-*',(Join-Path $HOME '.jdks\*')).FullName;" ^
  "foreach ($h in $homes) { if ($h -and (Test-Path (Join-Path $h 'bin\javac.exe'))) { $v = (& (Join-Path $h 'bin\javac.exe') -version 2>&1) -join ' '; if ($v -match 'javac (\d+)' -and [int]$Matches[1] -ge 25) { $h; break } } }"`) do set "JAVA_HOME_FOUND=%%i"
if not defined JAVA_HOME_FOUND (
  echo AllVideoModels needs a JDK of version 25 or later, and none was found. 1>&2
  echo Install one ^(for instance Eclipse Temurin 25^) or set JAVA_HOME to it, then run this again. 1>&2
  exit /b 1
)
set "JAVA_HOME=%JAVA_HOME_FOUND%"

for /f "usebackq delims=" %%i in (`powershell -NoProfile -ExecutionPolicy Bypass -Command ^
  "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue';" ^
  "$installed = Get-Command mvn.cmd -ErrorAction SilentlyContinue;" ^
  "if ($installed) { $v = (& $installed.Source -version) -join ' '; if ($v -match 'Apache Maven (\d+\.\d+\.\d+)' -and [version]$Matches[1] -ge [version]'3.8.6') { $installed.Source; exit } }" ^
  "$p = @{}; Get-Content (Join-Path $env:HERE '.mvn\wrapper\maven-wrapper.properties') | Where-Object { $_ -match '^([^#=]+)=(.*)$' } | ForEach-Object { $p[$Matches[1]] = $Matches[2].Trim() };" ^
  "$name = ($p.distributionUrl -split '/')[-1] -replace '-bin\.tar\.gz$','';" ^
  "$base = Join-Path $(if ($env:MAVEN_USER_HOME) { $env:MAVEN_USER_HOME } else { Join-Path $HOME '.m2' }) 'wrapper\dists';" ^
  "$mvn = Join-Path $base (Join-Path $name 'bin\mvn.cmd');" ^
  "if (-not (Test-Path $mvn)) { New-Item -ItemType Directory -Force $base | Out-Null; $archive = Join-Path $base ($name + '.tar.gz');" ^
  "[Console]::Error.WriteLine('Fetching ' + $p.distributionUrl); Invoke-WebRequest -UseBasicParsing $p.distributionUrl -OutFile $archive;" ^
  "if ((Get-FileHash -Algorithm SHA512 $archive).Hash -ne $p.distributionSha512Sum) { Remove-Item $archive; throw 'The Maven archive does not have the expected SHA-512 sum; it was not used.' }" ^
  "tar -xzf $archive -C $base; Remove-Item $archive } $mvn"`) do set "MAVEN=%%i"
if not defined MAVEN (
  echo Maven could not be fetched. Install Maven 3.8.6 or later and run this again. 1>&2
  exit /b 1
)

call "%MAVEN%" %*
exit /b %ERRORLEVEL%
