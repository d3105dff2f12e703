/** A PDF of one empty page; `ballast` lies in an object of its own, to make the file as large as a scan. */
export function blankPdf(ballast = Buffer.alloc(0)) {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>',
    `<</Length ${ballast.length}>>\nstream\n${ballast.toString('latin1')}\nendstream`,
  ];
  let text = '%PDF-1.7\n';
  let table = '0000000000 65535 f \n';
  objects.forEach((object, index) => {
    table += `${String(text.length).padStart(10, '0')} 00000 n \n`;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
  });
  const end = `xref\n0 5\n${table}trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(text + end, 'latin1');
}
