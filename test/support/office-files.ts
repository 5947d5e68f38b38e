/** Small files as Office and PDF printers make them, and as nobody should: made here, so that each says what it is about. */
import { CFB } from '@e965/xlsx';
import { strToU8, zipSync } from 'fflate';

/** What a made file says of itself. */
export interface MadeProperties {
  author?: string;
  company?: string;
  /** Name of its sensitivity label. */
  label?: string;
  title?: string;
  /** A day such as 2026-10-01. */
  modified?: string;
}

/** A slide of a made deck. */
export interface MadeSlide {
  /** Number in the name of its part, which tells nothing of its place. */
  part: number;
  title?: string;
  /** Paragraphs; the runs of each. */
  paragraphs?: readonly (string | readonly string[])[];
  notes?: string;
  isHidden?: boolean;
  /** Whether all of it but the title is hidden by the selection pane. */
  hidesShapes?: boolean;
  isCommented?: boolean;
  table?: readonly (readonly string[])[];
  chart?: { title: string; series: string; categories: readonly string[]; workbook?: Uint8Array };
  picture?: string;
  isCropped?: boolean;
  /** Part of a slide that it leads to by a link. */
  leadsTo?: number;
  /** What stands in the place of its XML. */
  broken?: string;
}

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const NAMESPACES = `xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="${OFFICE}" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"`;

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const relations = (entries: readonly (readonly [id: string, type: string, target: string])[]): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${entries
    .map(([id, type, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`;
const paragraph = (runs: string | readonly string[]): string =>
  `<a:p>${[runs]
    .flat()
    .map((run) => `<a:r><a:t>${escape(run)}</a:t></a:r>`)
    .join('')}</a:p>`;
const shape = (body: string, placeholder = ''): string =>
  `<p:sp><p:nvSpPr><p:cNvPr id="2" name="Text"/><p:cNvSpPr/><p:nvPr>${placeholder}</p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/>${body}</p:txBody></p:sp>`;
const frame = (uri: string, inner: string): string =>
  `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="4" name="Frame"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/${uri}">${inner}</a:graphicData></a:graphic></p:graphicFrame>`;
const tree = (root: string, shapes: string, attributes = ''): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><p:${root} ${NAMESPACES}${attributes}><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>${shapes}</p:spTree></p:cSld></p:${root}>`;

function slideXml(slide: MadeSlide): string {
  const { title, paragraphs = [], isHidden, hidesShapes, table, chart, picture, broken } = slide;
  const { isCropped, leadsTo } = slide;
  if (broken !== undefined) return broken;
  const head = title === undefined ? '' : shape(paragraph(title), '<p:ph type="title"/>');
  const shapes = [
    ...paragraphs.map((runs) => shape(paragraph(runs))),
    shape(NUMBER, '<p:ph type="sldNum" idx="12"/>'),
    table === undefined
      ? ''
      : frame(
          'table',
          `<a:tbl>${table.map((row) => `<a:tr h="1">${row.map((cell) => `<a:tc><a:txBody><a:bodyPr/>${paragraph(cell)}</a:txBody></a:tc>`).join('')}</a:tr>`).join('')}</a:tbl>`,
        ),
    leadsTo === undefined
      ? ''
      : shape(
          '<a:p><a:r><a:rPr><a:hlinkClick r:id="rIdSlide" action="ppaction://hlinksldjump"/></a:rPr><a:t>More</a:t></a:r></a:p>',
        ),
    chart === undefined
      ? ''
      : frame(
          'chart',
          '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="rIdChart"/>',
        ),
    picture === undefined
      ? ''
      : `<p:pic><p:nvPicPr><p:cNvPr id="5" name="Picture" descr="${escape(picture)}"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed="rIdPicture"/>${isCropped === true ? '<a:srcRect l="25000" b="0"/>' : ''}</p:blipFill><p:spPr/></p:pic>`,
  ];
  const body = shapes.join('');
  const others = hidesShapes === true ? body.replaceAll('<p:cNvPr ', '<p:cNvPr hidden="1" ') : body;
  return tree('sld', head + others, isHidden === true ? ' show="0"' : '');
}

/** What PowerPoint puts below a slide. */
const NUMBER = '<a:p><a:fld id="{B6F15528}" type="slidenum"><a:t>7</a:t></a:fld></a:p>';

const points = (values: readonly string[]): string =>
  values.map((value, at) => `<c:pt idx="${String(at)}"><c:v>${escape(value)}</c:v></c:pt>`).join('');

function chartXml({ title, series, categories, workbook }: NonNullable<MadeSlide['chart']>): string {
  return `<c:chartSpace xmlns:r="${OFFICE}" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:chart><c:title><c:tx><c:rich>${paragraph(title)}</c:rich></c:tx></c:title><c:plotArea><c:barChart><c:ser><c:tx><c:strRef><c:strCache>${points([series])}</c:strCache></c:strRef></c:tx><c:cat><c:strRef><c:strCache>${points(categories)}</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:numCache>${points(categories.map((_, at) => String(at)))}</c:numCache></c:numRef></c:val></c:ser></c:barChart></c:plotArea></c:chart>${workbook === undefined ? '' : '<c:externalData r:id="rIdWorkbook"/>'}</c:chartSpace>`;
}

/**
 * A deck.
 *
 * @param slides in the order of the deck
 * @param orphans slides that were deleted and still lie in the zip
 */
export function makeDeck(
  slides: readonly MadeSlide[],
  orphans: readonly MadeSlide[] = [],
  about: MadeProperties = {},
): Uint8Array {
  const files: Record<string, string | Uint8Array> = {
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/ppt/presentation.xml" ContentType="application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"/></Types>',
    ...properties(
      'ppt/presentation.xml',
      about,
      slides.map(({ title = '' }) => title),
    ),
    'ppt/presentation.xml': `<p:presentation ${NAMESPACES}><p:sldIdLst>${slides.map(({ part }, at) => `<p:sldId id="${String(256 + at)}" r:id="rId${String(part)}"/>`).join('')}</p:sldIdLst><p:extLst><p:ext><p14:sectionLst xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"><p14:section name="All"><p14:sldIdLst>${slides.map((_, at) => `<p14:sldId id="${String(256 + at)}"/>`).join('')}</p14:sldIdLst></p14:section></p14:sectionLst></p:ext></p:extLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': relations(
      [...slides, ...orphans].map(({ part }) => [
        `rId${String(part)}`,
        'slide',
        `slides/slide${String(part)}.xml`,
      ]),
    ),
  };
  for (const slide of [...slides, ...orphans]) {
    const name = `slide${String(slide.part)}.xml`;
    files[`ppt/slides/${name}`] = slideXml(slide);
    const own: [string, string, string][] = [];
    // Numbered otherwise than their slides, as after some moving about.
    const other = String(slide.part + 20);
    if (slide.notes !== undefined) {
      own.push(['rIdNotes', 'notesSlide', `../notesSlides/notesSlide${other}.xml`]);
      files[`ppt/notesSlides/notesSlide${other}.xml`] = tree(
        'notes',
        shape(paragraph(slide.notes), '<p:ph type="body" idx="1"/>') + shape(NUMBER),
      );
    }
    if (slide.isCommented === true) {
      own.push(['rIdComments', 'comments', `../comments/comment${other}.xml`]);
      files[`ppt/comments/comment${other}.xml`] = '<p:cmLst/>';
    }
    if (slide.chart !== undefined) {
      own.push(['rIdChart', 'chart', `../charts/chart${other}.xml`]);
      files[`ppt/charts/chart${other}.xml`] = chartXml(slide.chart);
      if (slide.chart.workbook !== undefined) {
        const workbook = `ppt/embeddings/Workbook${other}.xlsx`;
        files[workbook] = slide.chart.workbook;
        files[`ppt/charts/_rels/chart${other}.xml.rels`] = relations([
          ['rIdWorkbook', 'package', `/${workbook}`],
        ]);
      }
    }
    if (slide.picture !== undefined) {
      own.push(['rIdPicture', 'image', `../media/image${other}.png`]);
      files[`ppt/media/image${other}.png`] = 'PNG';
    }
    if (slide.leadsTo !== undefined) own.push(['rIdSlide', 'slide', `slide${String(slide.leadsTo)}.xml`]);
    files[`ppt/slides/_rels/${name}.rels`] = relations(own);
  }
  return zipTexts(files);
}

const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** A document: lines, of which those that begin with `# ` are headings, and those that begin with `<` are XML; its styles and comments as XML. */
export function makeDocument(
  lines: readonly string[],
  { styles, comments, ...about }: { styles?: string; comments?: string } & MadeProperties = {},
): Uint8Array {
  const body = lines.map((line) => {
    if (line.startsWith('<')) return line;
    const isHeading = line.startsWith('# ');
    return `<w:p>${isHeading ? '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>' : ''}<w:r><w:t>${escape(isHeading ? line.slice(2) : line)}</w:t></w:r></w:p>`;
  });
  return zipTexts({
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    ...properties('word/document.xml', about),
    'word/_rels/document.xml.rels': relations([
      ...(comments === undefined ? [] : [['rId1', 'comments', 'comments.xml'] as const]),
      ...(styles === undefined ? [] : [['rId2', 'styles', 'styles.xml'] as const]),
    ]),
    'word/document.xml': `<w:document ${WORD}><w:body>${body.join('')}</w:body></w:document>`,
    ...(comments === undefined
      ? {}
      : { 'word/comments.xml': `<w:comments ${WORD}>${comments}</w:comments>` }),
    ...(styles === undefined ? {} : { 'word/styles.xml': `<w:styles ${WORD}>${styles}</w:styles>` }),
  });
}

const column = (at: number): string => String.fromCharCode(65 + at);

/** A workbook. `says` stands in the place of the sheets' true dimensions. */
export function makeWorkbook(
  sheets: readonly {
    name: string;
    rows: readonly (readonly string[])[];
    isHidden?: boolean;
    /** Nobody can bring it back but by a macro. */
    isVeryHidden?: boolean;
    hiddenRow?: number;
    hiddenColumn?: number;
    says?: string;
  }[],
): Uint8Array {
  const files: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${sheets.map((_, at) => `<Override PartName="/xl/worksheets/sheet${String(at + 1)}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}</Types>`,
    '_rels/.rels': relations([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}"><sheets>${sheets.map(({ name, isHidden, isVeryHidden }, at) => `<sheet name="${escape(name)}" sheetId="${String(at + 1)}"${isVeryHidden === true ? ' state="veryHidden"' : isHidden === true ? ' state="hidden"' : ''} r:id="rId${String(at + 1)}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      sheets.map((_, at) => [`rId${String(at + 1)}`, 'worksheet', `worksheets/sheet${String(at + 1)}.xml`]),
    ),
  };
  sheets.forEach(({ rows, says, hiddenRow, hiddenColumn }, at) => {
    const cells = rows.map(
      (row, y) =>
        `<row r="${String(y + 1)}"${y + 1 === hiddenRow ? ' hidden="1"' : ''}>${row.map((cell, x) => `<c r="${column(x)}${String(y + 1)}" t="inlineStr"><is><t>${escape(cell)}</t></is></c>`).join('')}</row>`,
    );
    const columns =
      hiddenColumn === undefined
        ? ''
        : `<cols><col min="${String(hiddenColumn)}" max="${String(hiddenColumn)}" width="9" hidden="1"/></cols>`;
    files[`xl/worksheets/sheet${String(at + 1)}.xml`] =
      `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="${says ?? 'A1'}"/>${columns}<sheetData>${cells.join('')}</sheetData></worksheet>`;
  });
  return zipTexts(files);
}

/** A page of a made PDF: its lines, of which none is a blank page; or what draws it, packed twice and in hex. */
export type MadePage = readonly string[] | { packedTwice: string };

/** A PDF. */
export function makePdf(pages: readonly MadePage[]): Uint8Array {
  const kids = pages.map((_, at) => `${String(4 + at * 2)} 0 R`);
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${String(pages.length)} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...pages.flatMap((page, at) => {
      const isPacked = 'packedTwice' in page;
      const stream = isPacked ? `${page.packedTwice}>` : drawLines(page);
      const filter = isPacked ? '/Filter [/ASCIIHexDecode /FlateDecode /FlateDecode] ' : '';
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents ${String(5 + at * 2)} 0 R >>`,
        `<< ${filter}/Length ${String(stream.length)} >>\nstream\n${stream}\nendstream`,
      ];
    }),
  ];
  let file = '%PDF-1.4\n';
  const starts = objects.map((object, at) => {
    const start = file.length;
    file += `${String(at + 1)} 0 obj\n${object}\nendobj\n`;
    return start;
  });
  const table = file.length;
  file += `xref\n0 ${String(objects.length + 1)}\n0000000000 65535 f \n${starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('')}`;
  return strToU8(
    `${file}trailer\n<< /Size ${String(objects.length + 1)} /Root 1 0 R >>\nstartxref\n${String(table)}\n%%EOF\n`,
    true,
  );
}

function drawLines(lines: readonly string[]): string {
  const text = lines.map((line) => `(${line.replace(/[()\\]/g, '\\$&')}) Tj 0 -20 Td`).join(' ');
  return `BT /F1 14 Tf 60 700 Td ${text} ET`;
}

/** What Office puts files into that it encrypts, and used for all of them before 2007: texts by their names. */
export function makeCompound(streams: Readonly<Record<string, string>>): Uint8Array {
  const file = CFB.utils.cfb_new();
  for (const [name, text] of Object.entries(streams)) CFB.utils.cfb_add(file, name, Buffer.from(text));
  return CFB.write(file, { type: 'buffer' }) as Buffer;
}

/** A file that a sensitivity label encrypts. */
export function makeLabelled(label: string): Uint8Array {
  return makeCompound({
    EncryptedPackage: 'words',
    '/\u0006DataSpaces/TransformInfo/DRMEncryptedTransform/\u0006Primary': 'key',
    LabelInfo: `<label id="{${label}}"/>`,
  });
}

/** A deck whose only slide unpacks to so many bytes of blanks. */
export function makeBomb(bytes: number): Uint8Array {
  return makeDeck([{ part: 1, broken: tree('sld', ' '.repeat(bytes)) }]);
}

function zipTexts(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  return zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, text]) => [name, typeof text === 'string' ? strToU8(text) : text]),
    ),
  );
}

/** What leads to the main part, and to what the file says of itself. */
function properties(
  main: string,
  { author = '', company = '', label, title = '', modified }: MadeProperties,
  titles: readonly string[] = [],
): Record<string, string> {
  if ([author, company, label, title, modified].every((each) => (each ?? '') === ''))
    return { '_rels/.rels': relations([['rId1', 'officeDocument', main]]) };
  const day = modified === undefined ? '' : `<dcterms:modified>${modified}T08:00:00Z</dcterms:modified>`;
  const guid = 'f42aa342-8706-4288-bd11-ebb85995028c';
  return {
    '_rels/.rels': relations([
      ['rId1', 'officeDocument', main],
      ['rId2', 'core-properties', 'docProps/core.xml'],
      ['rId3', 'extended-properties', 'docProps/app.xml'],
      ...(label === undefined ? [] : [['rId4', 'custom-properties', 'docProps/custom.xml'] as const]),
    ]),
    'docProps/core.xml': `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>${escape(title)}</dc:title><dc:creator>${escape(author)}</dc:creator><cp:lastModifiedBy>${escape(author)}</cp:lastModifiedBy>${day}</cp:coreProperties>`,
    'docProps/app.xml': `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><TitlesOfParts><vt:vector>${titles.map((each) => `<vt:lpstr>${escape(each)}</vt:lpstr>`).join('')}</vt:vector></TitlesOfParts><Company>${escape(company)}</Company></Properties>`,
    ...(label === undefined
      ? {}
      : {
          'docProps/custom.xml': `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property name="MSIP_Label_${guid}_Name"><vt:lpwstr>${escape(label)}</vt:lpwstr></property><property name="Deal"><vt:lpwstr>Havbris</vt:lpwstr></property></Properties>`,
        }),
  };
}
