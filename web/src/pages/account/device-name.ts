import Bowser from 'bowser';

/** What somebody recognises of a browser: `Chrome 142 · Windows 10`; as it was sent when it is not a browser's. */
export function deviceName(userAgent: string): string {
  if (!userAgent) return '';
  const { browser, os } = Bowser.parse(userAgent);
  const named = [
    [browser.name, browser.version?.split('.')[0]],
    [os.name, os.versionName ?? os.version],
  ].map((parts) => parts.filter(Boolean).join(' '));
  return browser.name ? named.filter(Boolean).join(' · ') : userAgent;
}
