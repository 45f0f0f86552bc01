@echo off
rem Runs the easyneg command; in a clone, builds it first where that was not done yet. See the script "easyneg".
setlocal
set "HOME_DIR=%~dp0"
rem In the zip of a release the jar lies beside this script.
set "JAR=%HOME_DIR%easyneg.jar"
if not exist "%JAR%" set "JAR=%HOME_DIR%easyneg-cli\target\easyneg\easyneg.jar"

if defined JAVA_HOME (
  set "JAVA=%JAVA_HOME%\bin\java.exe"
) else (
  set "JAVA=java"
)
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo easyneg: there is no Java; install a JDK, 17 or newer, or set JAVA_HOME. 1>&2
  exit /b 3
)

rem The library that unpacks Parquet uses what newer Java warns of.
set "UNSAFE="
if defined JAVA_HOME if exist "%JAVA_HOME%\release" (
  for /f "tokens=2 delims==" %%v in ('findstr /b "JAVA_VERSION=" "%JAVA_HOME%\release"') do (
    for /f "delims=." %%m in (%%v) do if %%m GEQ 24 set "UNSAFE=--sun-misc-unsafe-memory-access=allow"
  )
)

if exist "%JAR%" goto run
where mvn >nul 2>&1
if errorlevel 1 (
  echo easyneg: Maven is needed to build easyneg once; install it, 3.8 or newer. 1>&2
  exit /b 3
)
echo easyneg: building, this once: about a minute, and some more where Maven has yet to fetch 270 MB of libraries ... 1>&2
call mvn -q -B -Dquick -Dmaven.test.skip=true -f "%HOME_DIR%pom.xml" -pl easyneg-cli -am package 1>&2
if errorlevel 1 (
  echo easyneg: the build failed, see above. 1>&2
  exit /b 3
)

:run
"%JAVA%" -XX:+UseParallelGC %UNSAFE% -Dai.djl.offline=true %EASYNEG_JAVA_OPTS% -jar "%JAR%" %*
exit /b %errorlevel%
