// Owns what all modules for browsers have in common, whether they use it or not: Preact, which each page
// with islands loads anyway. esbuild cuts shared code by who uses it; without this a module that is
// loaded later, and uses less than islands do, cuts Preact and esbuild's helpers into more files.

import "preact";
import "preact/hooks";
import "preact/jsx-runtime";
