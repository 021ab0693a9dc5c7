import { cleanFilename, promisedType } from '../../../activities/documents/document-name';
import { ContentMeter } from '../../../activities/documents/content-meter';

describe('file names of uploads', () => {
  it.each([
    ['安全评价报告.pdf', '安全评价报告.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\资料\\总平面图.dwg', '总平面图.dwg'],
    ['报告\u202efdp.exe', '报告fdp.exe'],
    ['a\u0000b\n.txt', 'ab.txt'],
    ['清单<1>:"终稿"?.xlsx', '清单_1___终稿__.xlsx'],
    ['..pdf', 'pdf'],
    ['', 'unnamed'],
  ])('shows %j as %j', (raw, shown) => expect(cleanFilename(raw)).toBe(shown));

  it('keeps the extension of a long name and cuts no character in two', () => {
    const name = cleanFilename(`${'𠮷'.repeat(300)}.pdf`);
    expect(name.endsWith('𠮷.pdf')).toBe(true);
    expect([...name]).toHaveLength(180);
  });

  it('promises a type by the extension, whatever its case', () => {
    expect(promisedType('图纸.DWG').mediaType).toBe('image/vnd.dwg');
    expect(promisedType('现场.JPEG').mediaType).toBe('image/jpeg');
  });

  it.each(['页面.html', '图标.svg', '宏.docm', '程序.exe', '无扩展名', '尾点.'])(
    'refuses %s and says what is accepted',
    (name) => {
      expect(() => promisedType(name)).toThrow(expect.objectContaining({ code: 'file.typeNotAllowed', field: 'file' }));
      expect(() => promisedType(name)).toThrow(/pdf, docx, xlsx/);
    },
  );
});

describe('measuring content', () => {
  const measure = (...chunks: (string | Buffer)[]) => {
    const meter = new ContentMeter();
    for (const chunk of chunks) meter.add(Buffer.from(chunk as string));
    return meter.end();
  };

  it('gives the published digests of "abc"', () => {
    expect(measure('a', 'bc')).toEqual({
      size: 3,
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', // FIPS 180-4
      sm3: '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0', // GB/T 32905-2016 A.1
      isText: true,
    });
  });

  it('knows text that is cut within a character', () => {
    const bytes = Buffer.from('受理\r\n\t补正');
    expect(measure(bytes.subarray(0, 4), bytes.subarray(4)).isText).toBe(true);
    expect(measure(bytes.subarray(0, 4)).isText).toBe(false);
  });

  it('does not take GBK or binary content for text', () => {
    expect(measure(Buffer.from('cadcc0ed', 'hex')).isText).toBe(false);
    expect(measure('a\u0000b').isText).toBe(false);
  });
});
