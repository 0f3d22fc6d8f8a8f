// Package journal keeps what must survive a crash, a kill and a power cut: the jobs, how far each has got, and what became of its money.
//
// The rules of this room:
//   - What Put has returned nil for is on the disk.
//   - Every open [Journal] is an owner, with a lock that the operating system drops when the process ends, however it ends. Only the unfinished jobs of owners
//     without that lock are adopted, and two processes that adopt at once never get the same one.
//   - Everything that looks before it writes (Reserve, PutInTurn, Adopt, becoming an owner) does both inside one BEGIN IMMEDIATE transaction: SQLite's write lock is
//     the one lock between processes.
//   - Money is never forgotten: a journal that is damaged is put aside and kept, what can still be read in it is carried over, if need be by the next start, and
//     [Journal.Damage] says so.
//   - Every event of a job's money is a line in the ledger, and the lines add up to what the job counts. The database itself writes them.
//   - There is no key and no secret in it, except core.Mark.UploadURL.
package journal
