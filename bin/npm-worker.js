// Runs npm with the arguments it is given, in the process group that it leads. Standard input is a pipe from the launcher:
// when the launcher is gone, however it ended, the kernel closes the pipe, and the whole group ends, this process too.
// The fourth file is the lock, which npm holds as well.
import { spawn } from 'node:child_process';

const end = () => process.kill(-process.pid, 'SIGKILL');
process.stdin.on('end', end).on('error', end).resume();

const npm = spawn('npm', process.argv.slice(2), { stdio: ['ignore', 'inherit', 'inherit', 3] });
// As a shell says that it found no such program.
npm.on('error', () => process.exit(127));
npm.on('exit', (status) => process.exit(status ?? 1));
