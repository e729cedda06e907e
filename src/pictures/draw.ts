import type { Picture, ThemeName } from '../model/picture.ts';
import { mapSvg, mapTitle } from './map.ts';
import { mapAlt } from './map-alt.ts';
import { modelsSvg, modelsTitle } from './models.ts';
import { modelsAlt } from './models-alt.ts';
import { planSvg, planTitle } from './plan.ts';
import { planAlt } from './plan-alt.ts';
import { altLimit } from './words.ts';

/** The title of a picture, in one line. */
export function titleOf(picture: Picture): string {
  if (picture.kind === 'map') return mapTitle(picture);
  return picture.kind === 'models' ? modelsTitle : planTitle;
}

/** Draws a picture as SVG text, the same for the same facts. */
export function svgOf(picture: Picture, theme: ThemeName): string {
  if (picture.kind === 'map') return mapSvg(picture, theme);
  return picture.kind === 'models' ? modelsSvg(picture, theme) : planSvg(picture, theme);
}

/** The description of a picture: all that it shows, in at most `limit` characters; lists end with “… and N more”. */
export function altOf(picture: Picture, limit: number = altLimit): string {
  if (picture.kind === 'map') return mapAlt(picture, limit);
  return picture.kind === 'models' ? modelsAlt(picture, limit) : planAlt(picture, limit);
}
