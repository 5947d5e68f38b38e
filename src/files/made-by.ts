/** Names that programs write where nobody has said one. */
const NOBODY =
  /^$|^\(?anonymous\)?$|^(?:author|unknown|user|owner|admin(?:istrator)?|guest|last modified by|\d+)$|microsoft|windows|office|python-|openpyxl|powerpoint|apache|libreoffice|google|canva|pandoc/i;

/** Whether what a file names as its author or company is one, and not what a program puts in its place. */
export const isSomebody = (name: string): boolean => !NOBODY.test(name);
