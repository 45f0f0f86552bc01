@echo off
rem Runs the easyneg command; in a clone, builds it first where that was not done yet. See the script "easyneg".
rem Paths may hold spaces, brackets and exclamation marks: each stands in double quotes, none inside a block.
setlocal EnableExtensions DisableDelayedExpansion
set "HOME_DIR=%~dp0"
rem In the zip of a release the jar lies beside this script.
set "JAR=%HOME_DIR%easyneg.jar"
if not exist "%JAR%" set "JAR=%HOME_DIR%easyneg-cli\target\easyneg\easyneg.jar"

if defined JAVA_HOME goto java_home
set "JAVA=java"
set "RELEASE="
where java >nul 2>&1
if errorlevel 1 goto no_java
for /f "delims=" %%j in ('where java') do if not defined RELEASE set "RELEASE=%%~dpj..\release"
goto version

:java_home
set "JAVA=%JAVA_HOME:"=%\bin\java.exe"
set "RELEASE=%JAVA_HOME:"=%\release"
if exist "%JAVA%" goto version
echo easyneg: JAVA_HOME is "%JAVA_HOME%", but there is no bin\java.exe in it; point it to a JDK, 17 or newer, or unset it. 1>&2
exit /b 3

:no_java
echo easyneg: there is no Java; install a JDK, 17 or newer, or set JAVA_HOME. 1>&2
exit /b 3

rem Asking Java for its version would take as long as the command; the file beside it says the same.
:version
set "UNSAFE="
set "VERSION="
if exist "%RELEASE%" for /f "usebackq tokens=1,2 delims==.+-" %%a in ("%RELEASE%") do if "%%a"=="JAVA_VERSION" set VERSION=%%b
if not defined VERSION goto built
set "VERSION=%VERSION:"=%"
rem The library that unpacks Parquet uses what newer Java warns of.
if %VERSION% GEQ 24 set "UNSAFE=--sun-misc-unsafe-memory-access=allow"
if %VERSION% GEQ 17 goto built
echo easyneg: the Java at "%JAVA%" is version %VERSION%; a JDK, 17 or newer, is needed. 1>&2
exit /b 3

:built
if exist "%JAR%" goto run
where mvn >nul 2>&1
if errorlevel 1 goto no_maven
echo easyneg: building, this once: about a minute, and some more where Maven has yet to fetch 270 MB of libraries ... 1>&2
call mvn -q -B -Dquick -Dmaven.test.skip=true -f "%HOME_DIR%pom.xml" -pl easyneg-cli -am package 1>&2
if errorlevel 1 goto no_build
goto run

:no_maven
echo easyneg: there is no Maven, which builds easyneg at the first start; install it, 3.8 or newer. 1>&2
exit /b 3

:no_build
echo easyneg: the build failed, see above; it was mvn -Dquick -Dmaven.test.skip=true -pl easyneg-cli -am package in "%HOME_DIR%". 1>&2
exit /b 3

:run
"%JAVA%" -XX:+UseParallelGC %UNSAFE% -Dai.djl.offline=true %EASYNEG_JAVA_OPTS% -jar "%JAR%" %*
exit /b %errorlevel%
