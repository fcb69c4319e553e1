// Everything here makes HTML that works without it a little quicker to use.
import "./theme.js";
import "./filter.js";
import "./sort.js";
import "./toc.js";
import "./copy.js";
import "./print.js";
import "./since.js";
import "./find.js";
