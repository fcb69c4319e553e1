// Arabic script as the index has it: `fold_text` of briefings/building/search_text.py does the same to pages.
const PIECE = /[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\u200c-\u200f]+/g;
const SAME = { ی: "ي", ى: "ي", ک: "ك", ڪ: "ك", ہ: "ه", ە: "ه", ٱ: "ا", "٬": ",", "٫": "." };
const DROPPED = "\u200d\u200e\u200f\u0640\u061c";

function write(letter) {
  const digit = Math.max("٠١٢٣٤٥٦٧٨٩".indexOf(letter), "۰۱۲۳۴۵۶۷۸۹".indexOf(letter));
  if (digit >= 0) return String(digit);
  return letter === "\u200c" ? "-" : DROPPED.includes(letter) ? "" : (SAME[letter] ?? letter);
}

export function fold(text) {
  const turn = (piece) => Array.from(piece.normalize("NFD").replace(/\p{Mn}/gu, ""), write).join("");
  return text.replace(PIECE, (piece) => turn(piece) || piece);
}
