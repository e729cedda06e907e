import { findOwnValue } from '../model/own-value.ts';
import { parseAddress } from '../network/ip/address.ts';
import { isObjectName } from './names.ts';

/** Whether a cell can stand below a heading of kubectl. */
type CellTest = (cell: string) => boolean;

const fits =
  (pattern: RegExp): CellTest =>
  (cell) =>
    pattern.test(cell);

const isAge = fits(/^(?:<unknown>|<invalid>|(?:\d{1,6}[smhdy]){1,3})$/u);
const isAddress: CellTest = (cell) => cell === '<none>' || cell === '<unknown>' || parseAddress(cell) !== null;
const isName: CellTest = (cell) => cell.length <= 253 && isObjectName(cell);
const isNamed: CellTest = (cell) => cell === '<none>' || isName(cell);
const isNumber = fits(/^\d{1,7}$/u);
const ofAll = fits(/^\d{1,5}\/\d{1,5}$/u);
const anything: CellTest = () => true;

const nodeStatus = /^(?:Ready|NotReady|Unknown)(?:,SchedulingDisabled)?$/u;
// What the kubelet and kubectl write: words without blanks, `Init:0/1`, `ExitCode:1`, `Signal:9`.
const podStatus = /^(?:Init:)?(?:[A-Z][A-Za-z]{2,40}|\d{1,3}\/\d{1,3}|(?:ExitCode|Signal):\d{1,3})$/u;

/** What may stand below a heading; a heading that is not here is a label's, and may hold anything or nothing. */
const tests: Readonly<Record<string, CellTest>> = {
  NAME: isName,
  NAMESPACE: isName,
  READY: (cell) => ofAll(cell) || isNumber(cell),
  RESTARTS: fits(/^\d{1,7}(?: \((?:\d{1,6}[smhdy]){1,3} ago\))?$/u),
  AGE: isAge,
  'LAST SEEN': isAge,
  IP: isAddress,
  NODE: isNamed,
  'NOMINATED NODE': isNamed,
  'READINESS GATES': (cell) => cell === '<none>' || ofAll(cell),
  ROLES: fits(/^(?:<none>|[a-z0-9][a-z0-9,._-]{0,100})$/u),
  VERSION: fits(/^v\d{1,3}\.\d{1,3}\.\d{1,3}[\w.+-]{0,40}$/u),
  'INTERNAL-IP': isAddress,
  'EXTERNAL-IP': (cell) => cell === '<pending>' || cell.split(',').every((each) => isAddress(each)) || isName(cell),
  'OS-IMAGE': fits(/^(?:<unknown>|[A-Z][\w .()/+:-]{1,80})$/u),
  'KERNEL-VERSION': fits(/^(?:<unknown>|\d{1,4}\.\d{1,6}[\w.+-]{0,60})$/u),
  'CONTAINER-RUNTIME': fits(/^(?:<unknown>|[a-z]{2,20}:\/\/\d{1,4}\.\d{1,4}[\w.+-]{0,40})$/u),
  'CLUSTER-IP': (cell) => cell === 'None' || isAddress(cell),
  'PORT(S)': fits(/^(?:<none>|\d[\w:/,]{1,200})$/u),
  DATA: isNumber,
  DESIRED: isNumber,
  CURRENT: isNumber,
  'UP-TO-DATE': isNumber,
  AVAILABLE: isNumber,
};

/** Headings below which no cell is ever empty: kubectl writes `<none>` there. */
export const isKnownHeading = (heading: string): boolean => heading === 'STATUS' || Object.hasOwn(tests, heading);

/** Whether a cell can stand below a heading of this table; `headings` tell of what kind the table is. */
export function fitsColumn(cell: string, heading: string, headings: readonly string[]): boolean {
  if (heading === 'STATUS') {
    const pattern = headings.includes('ROLES') ? nodeStatus : podStatus;
    return pattern.test(cell);
  }
  const test = findOwnValue(tests, heading) ?? anything;
  return test(cell) && (cell !== '' || !isKnownHeading(heading));
}
