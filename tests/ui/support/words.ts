import type { Page } from '@playwright/test';

/** Latin words that stand on a Chinese page by right: names of standards, units, file kinds, and of the product. */
const KNOWN = new Set(
  'HazFlow English Excel PDF QR CAS SHA CGCS APJ MPa SDS HAZOP LOPA SIL SIS JPG JPEG PNG DOCX XLSX ZIP JSON Esc Enter Tab Ctrl Shift Word CSV Chrome Headless HeadlessChrome Linux node admin expert'.split(
    ' ',
  ),
);
/** What is written as it is: numbers of cases and letters, credit codes, hashes, logins, files, addresses of mail and of the web. */
const WRITTEN =
  /\b(?:\S+\.pdf|[A-Z]{2}-[\w-]+|[0-9A-Z]{18}|[0-9a-f]{16,}|[a-z0-9]+\.[a-z]+[0-9]?|\S+@\S+|https?:\/\/\S+)\b/g;

/** Latin words of three letters or more that a Chinese page shows and that nobody named above: mostly codes that nobody translated. */
export async function strangeWords(page: Page): Promise<string[]> {
  const shown = (await page.locator('main').innerText()).replace(WRITTEN, ' ');
  return [...new Set(shown.match(/[A-Za-z]{3,}/g) ?? [])].filter((word) => !KNOWN.has(word));
}
