import { databaseTemplateFolder } from '../../src/app/cache-folder.ts';
import { ensureTemplate } from '../../src/store/database/template.ts';
import { extract } from './chromium.ts';

/** Before any test: Chromium is unpacked and an empty database made once, so that no two test files do it at the same time. */
export default async function setup(): Promise<void> {
  // What goes wrong is told where a browser is wanted.
  await extract().catch(() => undefined);
  await ensureTemplate(databaseTemplateFolder());
}
