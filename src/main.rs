//! Arguments in, exit code out.

fn main() -> std::process::ExitCode {
    sop::cli::main()
}
