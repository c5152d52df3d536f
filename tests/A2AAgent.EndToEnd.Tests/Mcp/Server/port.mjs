// Loaded before a server that knows which port it asked for, not which one it got: prints that.
import { Server } from 'node:net';

const listen = Server.prototype.listen;

Server.prototype.listen = function (port, ...others) {
  this.once('listening', () => console.log(`Listening on port ${this.address().port}.`));
  return listen.call(this, port, '127.0.0.1', ...others);
};
