import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Stands between a process and a server, so that the server can be made to go away and come back. */
export interface TcpRelay {
  port: number;
  /** Cuts all lines and refuses new ones. */
  cut(): Promise<void>;
  /** Lets lines through again, on the same port. */
  restore(): Promise<void>;
  close(): Promise<void>;
}

export async function startRelay(host: string, targetPort: number): Promise<TcpRelay> {
  const sockets = new Set<Socket>();
  const track = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
  };
  const accept = (incoming: Socket) => {
    const outgoing = connect(targetPort, host);
    track(incoming);
    track(outgoing);
    incoming.pipe(outgoing).pipe(incoming);
    incoming.on('close', () => outgoing.destroy());
    outgoing.on('close', () => incoming.destroy());
  };
  let server: Server;
  const listen = (port: number) =>
    new Promise<number>((resolve, reject) => {
      server = createServer(accept).on('error', reject);
      server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
    });
  const cut = async () => {
    if (!server.listening) return;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    sockets.forEach((socket) => socket.destroy());
    await closed;
  };
  const port = await listen(0);
  return {
    port,
    cut,
    restore: async () => {
      await listen(port);
    },
    close: cut,
  };
}
