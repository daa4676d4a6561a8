//! Writes the texts on which careless programs take time with the square of the length, for
//! measuring.
//!
//! ```console
//! $ cargo run --release --example hostile -- 20000 OUT
//! $ nordalign check OUT/numbers.sv.md OUT/numbers.nb.md
//! ```

#[path = "../tests/library/hostile.rs"]
mod hostile;

use std::error::Error;
use std::fs;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [pieces, out] = arguments.as_slice() else {
        return Err("usage: hostile PIECES OUT".into());
    };
    fs::create_dir_all(out)?;
    for hostile in hostile::texts(pieces.parse()?) {
        for (lang, text) in ["sv", "nb"].into_iter().zip(&hostile.texts) {
            let name = format!("{}.{lang}.{}", hostile.name, hostile.ending);
            fs::write(Path::new(out).join(name), text)?;
        }
    }
    Ok(())
}
