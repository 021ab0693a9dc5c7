import net from 'node:net';
import { Failure } from './failure.mjs';

/** Listens for a moment. @returns {Promise<number | undefined>} the port, or undefined when it is taken */
function tryListen(port, host) {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', (error) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else if (error.code === 'EACCES')
        reject(new Failure(`Port ${port} may not be used by this user; choose one above 1023.`));
      else if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
        reject(new Failure(`${host} is not an address of this machine.`));
      else reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => {
      const { port: got } = server.address();
      server.close(() => resolve(got));
    });
  });
}

/** Whether the port can be listened on. */
export async function isFree(port, host = '127.0.0.1') {
  return (await tryListen(port, host)) !== undefined;
}

/** A port that nobody listens on now. */
export async function freePort(host = '127.0.0.1') {
  return tryListen(0, host);
}

/** Several free ports, all different. */
export async function freePorts(count, host = '127.0.0.1') {
  const ports = new Set();
  while (ports.size < count) ports.add(await freePort(host));
  return [...ports];
}

/** The wished port when it is free, else any free one. */
export async function preferPort(wished, host = '127.0.0.1') {
  return (await isFree(wished, host)) ? wished : freePort(host);
}

/** Refuses a taken port with how to get round it. @param {string} option the option that sets this port */
export async function demandPort(port, host, what, option) {
  if (await isFree(port, host)) return;
  throw new Failure(
    `Port ${port} for ${what} is taken by another program: stop that program or choose another port with ${option}.`,
  );
}

/** Whether somebody answers at an address within the time. */
export function answers(host, port, timeoutMs = 3000) {
  return new Promise((resolve) => {
    const socket = net.connect({ host, port });
    const done = (result) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(result);
    };
    const timer = setTimeout(() => done(false), timeoutMs);
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
  });
}
