import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALBUM, albumPage } from '../../ui/pictures/album';

const ROOT = join(__dirname, '..', '..', '..');
const FOLDER = join(ROOT, 'docs', 'pictures');
const pictures = ALBUM.flatMap(({ pictures }) => pictures);

describe('the pictures of the documentation', () => {
  it('show every page that the router knows', () => {
    const router = readFileSync(join(ROOT, 'web', 'src', 'router.tsx'), 'utf8');
    const routes = [...router.matchAll(/^ {2}path: '([^']+)'/gm)].map(([, path]) => path);
    expect(routes.length).toBeGreaterThan(20);
    expect(routes.filter((route) => !pictures.some((one) => one.route === route))).toEqual([]);
  });

  it('are all there, and no other', () => {
    const files = readdirSync(FOLDER).filter((name) => name.endsWith('.png'));
    expect(files.sort()).toEqual(pictures.map(({ name }) => `${name}.png`).sort());
  });

  it('stand on one page, as `npm run pictures` wrote it', () => {
    expect(readFileSync(join(FOLDER, 'README.md'), 'utf8')).toBe(albumPage());
  });
});
