// @ts-check
// In: a web page with tables. Out: what Word puts on the clipboard for them, synthesized after published examples.

/** The tables as Word puts them on the clipboard. */
export const fromWord = (html) => {
  const body = html.replace(/^[\s\S]*<body[^>]*>|<\/body>[\s\S]*$/g, "");
  const cells = body
    .replace(
      /<(td|th)\b([^>]*)>/g,
      "<td$2 style='border:solid windowtext 1.0pt;mso-border-alt:solid windowtext .5pt;padding:0cm 5.4pt'><p class=MsoNormal align=center><span lang=EN-US style='font-size:12.0pt;mso-bidi-font-size:10.0pt'>",
    )
    .replace(/<\/(td|th)>/g, "<o:p></o:p></span></p></td>");
  return `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head>
    <meta name=Generator content="Microsoft Word 15"><!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View><w:Zoom>0</w:Zoom></w:WordDocument></xml><![endif]-->
    <style><!-- p.MsoNormal {mso-style-unhide:no; margin:0cm} --></style><!--[if gte mso 10]><style>table.MsoNormalTable {mso-style-name:普通表格}</style><![endif]--></head>
    <body lang=ZH-CN style='tab-interval:21.0pt'><!--StartFragment-->${cells}
    <![if !supportMisalignedColumns]><tr height=0><td width=71></td></tr><![endif]><!--EndFragment--></body></html>`;
};
