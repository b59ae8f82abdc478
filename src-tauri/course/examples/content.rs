fn main(){ match course::read::read(std::path::Path::new("content")) { Ok(c)=>print!("{}", course::read::table(&c)), Err(f)=>{ for x in &f { println!("{x}"); } println!("{} faults", f.len()) } } }
