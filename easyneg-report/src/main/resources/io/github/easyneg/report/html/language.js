// In a C locale, as in bare containers, Chromium says that it speaks "en-US@posix", at which uPlot,
// which asks for that language's numbers, stops.
try {
  Intl.getCanonicalLocales(navigator.language);
} catch {
  Object.defineProperty(navigator, "language", { value: "en-US" });
}
